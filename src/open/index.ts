/** What lies open before a person, and what words do to it: acts, and the parts that they change. The door. */
export {
  type ActClassifier,
  actFeatures,
  chanceOf,
  type Holds,
  isSurely,
  type LeftOpen,
  lazyActClassifier,
  mayBeMeant,
} from './act-classifier.ts'
export { type Changeable, partsChanged, places, placesIn, single } from './parts.ts'
export { unusedBy } from './unused.ts'
