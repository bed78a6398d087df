import { Body, Controller, HttpCode, Post, UseGuards } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import { Allow } from '../identity/index.js';
import { Unkeyed } from '../web/index.js';
import { TextReport } from './text-reports.dto.js';
import { TextReportsGuard } from './text-reports.guard.js';
import { TextReports } from './text-reports.service.js';

/** Where a text gateway says what became of a text. docs/operations.md describes it, for it is no part of the API. */
@ApiExcludeController()
@Allow('anyone')
@UseGuards(TextReportsGuard)
@Controller('hooks/text-reports')
export class TextReportsController {
  constructor(private readonly reports: TextReports) {}

  /** 204 for whatever is signed, also about a text that nobody knows. */
  @Post()
  @HttpCode(204)
  @Unkeyed('What a report says is kept once, however often it comes.')
  async take(@Body() { reference, state }: TextReport): Promise<void> {
    await this.reports.take(reference, state);
  }
}
