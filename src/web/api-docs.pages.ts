import { Controller, Get, Header } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import { Allow } from '../identity/index.js';
import { html } from './html.js';
import { DOCS_POLICY } from './security.js';
import { siteFile } from './site-files.js';

/** The page that shows the API to people. Its script and style come from here, under a policy of its own. */
@ApiExcludeController()
@Allow('anyone')
@Controller('api/docs')
export class ApiDocsPages {
  @Get()
  @Header('content-type', 'text/html; charset=utf-8')
  @Header('content-security-policy', DOCS_POLICY)
  show(): string {
    return html`<!doctype html>
      <html lang="en-GB">
        <head>
          <meta charset="utf-8" />
          <meta name="viewport" content="width=device-width, initial-scale=1" />
          <title>The API – Galaxies</title>
          <link rel="stylesheet" href="/api/docs/swagger-ui.css" />
          <link rel="icon" href="${siteFile('icon.svg')}" type="image/svg+xml" />
        </head>
        <body>
          <div id="api"></div>
          <noscript
            ><p>
              This page needs scripts. The same in one file: <a href="/api/openapi.json">openapi.json</a>.
            </p></noscript
          >
          <script src="/api/docs/swagger-ui-bundle.js"></script>
          <script src="${siteFile('api-docs.js')}"></script>
        </body>
      </html> `.text;
  }
}
