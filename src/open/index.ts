/** What lies open before a person, and what words do to it: acts, and the parts that they change. The door. */
export { chanceOf, type HearAct, type Holds, isSurely, type LeftOpen, lazyActs, mayBeMeant, toldTo } from './hear.ts'
export { type Changeable, partsChanged, places, placesIn, single } from './parts.ts'
export { unusedBy } from './unused.ts'
