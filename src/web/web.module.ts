import { Global, Module } from '@nestjs/common';
import { getDataSourceToken } from '@nestjs/typeorm';
import { DiscoveryModule } from '@nestjs/core';
import { TerminusModule } from '@nestjs/terminus';
import type { DataSource } from 'typeorm';
import { CheckpointsController } from '../schemes/checkpoints.controller.js';
import { CheckpointsQueries } from '../schemes/checkpoints.queries.js';
import { SchemesController } from '../schemes/schemes.controller.js';
import { SchemesModule } from '../schemes/schemes.module.js';
import { Readiness } from '../shared/readiness.js';
import { ApiDocsController } from './api-docs.controller.js';
import { ApiDocsPages } from './api-docs.pages.js';
import { ApiDocument } from './api-document.js';
import { Frames } from './frames.service.js';
import { HealthController } from './health.controller.js';
import { KeyedRoutes } from './keyed-routes.service.js';
import { MetricsController } from './metrics.controller.js';
import { Metrics } from './metrics.service.js';
import { Once } from './once.service.js';
import { OpenPages } from './open.pages.js';
import { Pages } from './pages.service.js';
import { WorkLines } from './work-lines.service.js';

/** A process is ready when its database answers. Other rooms ask for `Readiness` and add what they need. */
function readinessOf(source: DataSource): Readiness {
  const readiness = new Readiness();
  readiness.add({
    name: 'database',
    check: async () => {
      await source.query('SELECT 1');
      return {};
    },
  });
  return readiness;
}

/** What the service shows over HTTP. */
@Global()
@Module({
  imports: [DiscoveryModule, SchemesModule, TerminusModule.forRoot({ logger: false })],
  controllers: [
    OpenPages,
    ApiDocsPages,
    ApiDocsController,
    HealthController,
    MetricsController,
    SchemesController,
    CheckpointsController,
  ],
  providers: [
    ApiDocument,
    CheckpointsQueries,
    Frames,
    KeyedRoutes,
    Metrics,
    Once,
    Pages,
    WorkLines,
    { provide: Readiness, inject: [getDataSourceToken()], useFactory: readinessOf },
  ],
  exports: [Frames, Once, Pages, Readiness, WorkLines],
})
export class WebModule {}
