/** What a message is meant as, by its words alone; what the office can do with it is decided elsewhere. The door. */
export { INTENTS, type Intent } from './intents.ts'
export { type Guess, type Likely, lazyGuess } from './model.ts'
