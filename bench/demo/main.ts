/** `npx tsx bench/demo/main.ts`: whether the demo's year is as its seed makes it; `--write` puts it there. */
import { writeFileSync } from 'node:fs'
import { PATH, reportsAnew } from './reports.ts'

const { before, after, undone } = await reportsAnew()
for (const one of undone) console.log(one)
if (process.argv.includes('--write')) writeFileSync(PATH, after)
const lines = after.split('\n').length - 1
console.log(`${lines} lines, ${undone.length} not on record; ${after === before ? 'as it stands' : 'another one'}`)
process.exitCode = undone.length > 0 || after !== before ? 1 : 0
