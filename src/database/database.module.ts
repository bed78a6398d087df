import { type DynamicModule, Global, Module } from '@nestjs/common';
import { getDataSourceToken, TypeOrmModule } from '@nestjs/typeorm';
import type { DataSource } from 'typeorm';
import { type ConnectionChoices, dataSourceOptions } from './data-source.js';
import { UnitOfWork } from './unit-of-work.js';

/** The one data source of a process and the unit of work over it. */
@Global()
@Module({})
export class DatabaseModule {
  static forRoot({ url, ...choices }: ConnectionChoices & { readonly url: string }): DynamicModule {
    return {
      module: DatabaseModule,
      imports: [
        TypeOrmModule.forRoot({ ...dataSourceOptions(url, choices), retryAttempts: 3, retryDelay: 500 }),
      ],
      providers: [
        {
          provide: UnitOfWork,
          inject: [getDataSourceToken()],
          useFactory: (source: DataSource) => new UnitOfWork(source),
        },
      ],
      exports: [UnitOfWork],
    };
  }
}
