/** What lies open before a person, and what words do to it: acts, and the parts that they change. The door. */
export {
  type ActClassifier,
  chanceOf,
  type Holds,
  isSurely,
  type LeftOpen,
  lazyActClassifier,
  mayBeMeant,
  toldTo,
} from './act-classifier.ts'
export { type Changeable, partsChanged, places, placesIn, single } from './parts.ts'
export { unusedBy } from './unused.ts'
