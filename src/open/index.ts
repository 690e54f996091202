/** What lies open before a person, and what words do to it: acts, and the parts that they change. The door. */
export {
  actFeatures,
  type ClassifyAct,
  chanceOf,
  type Holds,
  isSurely,
  type LeftOpen,
  lazyActs,
  mayBeMeant,
} from './act-classifier.ts'
export { type Changeable, partsChanged, places, placesIn, single } from './parts.ts'
