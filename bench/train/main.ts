/**
 * `npm run train`: what the sentences in data/intents, data/acts and data/open teach, as weights; `--held` says how a
 * hand not taught fares, `--acts` and `--open` leave the others as they are.
 */
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { readData } from '../../src/data.node.ts'
import { inProject } from '../../src/installation/folders.ts'
import { INTENTS } from '../../src/intent/intents.ts'
import { writtenNetwork } from '../../src/intent/network.ts'
import { train } from '../../src/intent/train.ts'
import { ACTS as OPEN_ACTS } from '../../src/message/act.ts'
import { ACTS } from '../../src/report/said/act.ts'
import { actLessonsIn } from './acts.ts'
import { heldOut } from './held-out.ts'
import { digestOf, lessonsIn, type Sentence, type Taught } from './lessons.ts'
import { openLessonsIn, openSentencesIn } from './open.ts'

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

const only = ['acts', 'open'].filter((folder) => process.argv.includes(`--${folder}`))
const isOnly = (folder: string): boolean => only.length === 0 || only.includes(folder)
if (isOnly('intents')) teach('intents', lessonsIn(readData()), INTENTS)
// what words would mean by themselves tells what they mean here, so the intents are taught first
if (isOnly('acts')) teach('acts', actLessonsIn(readData()), ACTS)
if (isOnly('open')) teach('open', openLessonsIn(readData()), OPEN_ACTS, openSentencesIn(readData()))
