/** `npm run train`: what the sentences in data/intents teach, as weights; `--held` says how a hand not taught fares. */
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { readData } from '../../src/data.node.ts'
import { inProject } from '../../src/installation/folders.ts'
import { train } from '../../src/intent/train.ts'
import { heldOut } from './held-out.ts'
import { digestOf, lessonsIn } from './lessons.ts'
import { textOf } from './text.ts'

const lessons = lessonsIn(readData())
if (process.argv.includes('--held')) console.log(heldOut(lessons))
else {
  writeFileSync(join(inProject('data'), 'intents/weights.txt'), textOf(train(lessons)))
  writeFileSync(join(inProject('data'), 'intents/taught.txt'), `${digestOf(lessons)}\n`)
}
