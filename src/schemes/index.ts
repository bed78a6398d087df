export { checkedScheme, type Scheme, type SchemeDetails, type Words } from './scheme.js';
export { SchemesModule } from './schemes.module.js';
export { SchemesQueries } from './schemes.queries.js';
export { Schemes } from './schemes.service.js';
