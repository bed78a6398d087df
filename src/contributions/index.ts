export type { Contribution, ContributionKind, ContributionState, Length, Told } from './contribution.js';
export { ContributionsModule } from './contributions.module.js';
export {
  ContributionsQueries,
  type ContributionStory,
  type ContributionView,
} from './contributions.queries.js';
export {
  type Approved,
  Contributions,
  type Decision,
  type NewContribution,
} from './contributions.service.js';
export { type NewThanks, Thanks } from './thanks.service.js';
