import { Module } from '@nestjs/common';
import { SchemesQueries } from './schemes.queries.js';
import { Schemes } from './schemes.service.js';

@Module({ providers: [Schemes, SchemesQueries], exports: [Schemes, SchemesQueries] })
export class SchemesModule {}
