/**
 * `npm run train`: trains the networks of data/intents and data/acts on their sentences; `--held` cross-validates by hand
 * instead, `--acts` leaves the intents as they are. Sentences are read in the tests’ frozen office, whose places and
 * indicators they name: what ships may grow, or be another province's, and changes nothing here.
 */
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { inProject } from '../../src/installation/folders.ts'
import { INTENTS } from '../../src/intent/intents.ts'
import { writtenNetwork } from '../../src/intent/network.ts'
import { ACTS } from '../../src/message/act.ts'
import { frozenFiles } from '../../test/frozen.ts'
import { actLessonsIn, actSentencesIn } from './acts.ts'
import { heldOut } from './held-out.ts'
import { lessonsIn, type Sentence, SHOWN, sentencesIn, type Taught, taughtBy } from './lessons.ts'
import { train } from './network.ts'

const held = process.argv.includes('--held')

/** @param lessonsOf one of so many sentences, as a lesson */
function trainOn<Name extends string>(
  folder: string,
  lessonsOf: (every?: number) => readonly Taught<Name>[],
  all: readonly Name[],
  sentences: readonly Sentence<string>[],
): void {
  if (held) {
    console.log(heldOut(lessonsOf(), all))
    return
  }
  writeFileSync(join(inProject('data'), `${folder}/weights.txt`), writtenNetwork(train(lessonsOf(), all)))
  const taught = taughtBy(frozenFiles(), sentences, lessonsOf(SHOWN), all)
  writeFileSync(join(inProject('data'), `${folder}/taught.txt`), taught)
}

if (!process.argv.includes('--acts'))
  trainOn('intents', (every) => lessonsIn(frozenFiles(), every), INTENTS, sentencesIn(frozenFiles()))
// the likeliest intent is a feature of an act, so the intents are trained first
trainOn('acts', (every) => actLessonsIn(frozenFiles(), every), ACTS, actSentencesIn(frozenFiles()))
