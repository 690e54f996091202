/**
 * `npm run train`: what the sentences in data/intents and data/acts teach, as weights; `--held` says how a hand not
 * taught fares, `--acts` leaves the intents as they are. They are read in the tests’ frozen office, whose places and
 * indicators they name: what ships may grow, or be another province's, and teaches the same.
 */
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { inProject } from '../../src/installation/folders.ts'
import { INTENTS } from '../../src/intent/intents.ts'
import { writtenNetwork } from '../../src/intent/network.ts'
import { train } from '../../src/intent/train.ts'
import { ACTS } from '../../src/message/act.ts'
import { frozenFiles } from '../../test/frozen.ts'
import { actLessonsIn, actSentencesIn } from './acts.ts'
import { heldOut } from './held-out.ts'
import { digestOf, lessonsIn, type Sentence, type Taught } from './lessons.ts'

const held = process.argv.includes('--held')

function teach<Name extends string>(
  folder: string,
  lessons: readonly Taught<Name>[],
  all: readonly Name[],
  own: readonly Sentence<string>[] = lessons,
): void {
  if (held) {
    console.log(heldOut(lessons, all))
    return
  }
  writeFileSync(join(inProject('data'), `${folder}/weights.txt`), writtenNetwork(train(lessons, all)))
  writeFileSync(join(inProject('data'), `${folder}/taught.txt`), `${digestOf(own)}\n`)
}

if (!process.argv.includes('--acts')) teach('intents', lessonsIn(frozenFiles()), INTENTS)
// what words would mean by themselves tells what they mean here, so the intents are taught first
teach('acts', actLessonsIn(frozenFiles()), ACTS, actSentencesIn(frozenFiles()))
