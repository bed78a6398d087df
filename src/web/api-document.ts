import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { DocumentBuilder, type OpenAPIObject, SwaggerModule } from '@nestjs/swagger';

/** The description of every route for programs, made once from the routes themselves. */
export class ApiDocument {
  #document: OpenAPIObject | undefined;

  get document(): OpenAPIObject {
    if (this.#document === undefined) throw new Error('The OpenAPI document is asked for before it is made.');
    return this.#document;
  }

  describe(app: NestFastifyApplication, address: string): void {
    this.#document ??= SwaggerModule.createDocument(app, outline(address));
  }
}

function outline(address: string): Omit<OpenAPIObject, 'paths'> {
  const described = new DocumentBuilder()
    .setOpenAPIVersion('3.1.0')
    .setTitle('Galaxies')
    .setDescription(
      'A time-banking ledger for schemes that thank people with galaxies. Every problem is answered as ' +
        '`application/problem+json` (RFC 9457) with a correlation id. What a request does not name is refused.',
    )
    .setVersion('1')
    .setLicense('MIT', 'https://opensource.org/license/mit')
    .addServer(address)
    .addBearerAuth(
      {
        type: 'http',
        scheme: 'bearer',
        description:
          'A token that an administrator made. It opens the routes whose scope it has; what it does counts as done by ' +
          'whoever made it. 600 requests a minute, and as many for a network that shows no token; after that 429 with Retry-After.',
      },
      'token',
    )
    .addTag('schemes', 'The schemes whose ledgers are kept here.')
    .addTag('checkpoints', 'Signed seals that let anyone prove the book.')
    .addTag('activities', 'What a scheme runs.')
    .addTag('sessions', 'One dated occurrence each of an activity.')
    .addTag('places', 'What people answer about sessions.')
    .addTag('rates', 'What taking part gives, from a day on.')
    .addTag('token', 'What a program shows instead of a sign-in.')
    .addTag('health', 'For whatever watches over the service.')
    .addTag('documents', 'This document.')
    .build();
  // Open unless a route says otherwise.
  return { ...described, security: [] };
}
