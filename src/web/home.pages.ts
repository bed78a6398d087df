import { Controller, Get, Header } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import { homePage } from './home-page.js';

/** The first page. It holds nothing about people. */
@ApiExcludeController()
@Controller()
export class HomePages {
  @Get()
  @Header('content-type', 'text/html; charset=utf-8')
  @Header('cache-control', 'no-cache')
  show(): string {
    return homePage([]);
  }
}
