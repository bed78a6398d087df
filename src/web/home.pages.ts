import { Controller, Get, Header } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import { SchemesQueries } from '../schemes/index.js';
import { homePage } from './home-page.js';

/** The first page. It holds nothing about people. */
@ApiExcludeController()
@Controller()
export class HomePages {
  constructor(private readonly schemes: SchemesQueries) {}

  @Get()
  @Header('content-type', 'text/html; charset=utf-8')
  @Header('cache-control', 'no-cache')
  async show(): Promise<string> {
    return homePage(await this.schemes.all());
  }
}
