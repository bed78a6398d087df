export { PutRightModule } from './put-right.module.js';
