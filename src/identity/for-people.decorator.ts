import { applyDecorators, Controller } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import { FOR_SOMEBODY } from './acting-path.js';
import { Allow } from './allow.decorator.js';

/**
 * Pages that people open for themselves, and that staff open for somebody who asked them to. Each handler takes
 * `@CurrentActing()`, and makes its addresses with `pathFor`, its forms with `frame.base`.
 */
export function ForPeople(path: string): ClassDecorator {
  return applyDecorators(
    Controller([path, `${FOR_SOMEBODY}/${path}`]),
    Allow('signed-in'),
    ApiExcludeController(),
  );
}
