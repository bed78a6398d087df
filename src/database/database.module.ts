import { randomUUID } from 'node:crypto';
import { type DynamicModule, Global, Module } from '@nestjs/common';
import { getDataSourceToken, TypeOrmModule } from '@nestjs/typeorm';
import type { DataSource } from 'typeorm';
import { type ConnectionChoices, dataSourceOptions } from './data-source.js';
import { UnitOfWork } from './unit-of-work.js';

/**
 * The one data source of an app and the unit of work over it. It is registered under a name of its own, because the web
 * and the worker may be two apps in one process.
 */
@Global()
@Module({})
export class DatabaseModule {
  static forRoot({ url, ...choices }: ConnectionChoices & { readonly url: string }): DynamicModule {
    const name = randomUUID();
    return {
      module: DatabaseModule,
      imports: [
        TypeOrmModule.forRoot({
          ...dataSourceOptions(url, choices),
          name,
          retryAttempts: 3,
          retryDelay: 500,
        }),
      ],
      providers: [
        { provide: getDataSourceToken(), useExisting: getDataSourceToken(name) },
        {
          provide: UnitOfWork,
          inject: [getDataSourceToken()],
          useFactory: (source: DataSource) => new UnitOfWork(source),
        },
      ],
      exports: [getDataSourceToken(), UnitOfWork],
    };
  }
}
