/**
 * `npm run bench start`: what it costs until the assistant answers, beside an empty Node and a bare server of the same
 * web framework. Arms in turn, medians; ratios are of CPU within a round. dist/ is built first where it is stale. Linux only.
 */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { inProject } from '../../src/installation/folders.ts'
import { buildIfStale, freePort } from '../../test/program.ts'
import { type Cost, costOfRun, costOfStart } from './processes.ts'

const ROUNDS = 7
const NODE = process.execPath
const dist = (name: string): string => inProject(`dist/${name}.js`)

interface Arm {
  readonly name: string
  readonly command: readonly string[]
  /** ends by itself, is up once /healthz answers, or is up on a database of its own that was never there before */
  readonly kind: 'run' | 'later' | 'first'
}

const QUESTION = ['ask', '2017年要处置多少家僵尸企业？']

const ARMS: readonly Arm[] = [
  { name: '`node -e 0`', command: [NODE, '-e', '0'], kind: 'run' },
  { name: 'bare hono server', command: [NODE, inProject('bench/start/bare.js')], kind: 'later' },
  { name: 'built program, first start', command: [NODE, dist('main.node')], kind: 'first' },
  { name: 'built program, later', command: [NODE, dist('main.node')], kind: 'later' },
  { name: '`npm start`, later', command: ['npm', 'start'], kind: 'later' },
  { name: 'sources by tsx, later', command: [NODE, '--import', 'tsx', inProject('src/main.node.ts')], kind: 'later' },
  { name: 'one `ask`, built', command: [NODE, dist('main.cli'), ...QUESTION], kind: 'run' },
  { name: 'one `npm run -s yaodian ask`', command: ['npm', 'run', '-s', 'yaodian', ...QUESTION], kind: 'run' },
]

export async function start(): Promise<void> {
  // A stale dist/ may meet data that it does not read, and `npm start` would build in the midst of a round.
  buildIfStale()
  const folder = mkdtempSync(join(tmpdir(), 'yaodian-'))
  const costs = ARMS.map((): Cost[] => [])
  try {
    // One round more, not counted, which creates the databases and warms the disk's cache.
    for (let round = -1; round < ROUNDS; round++)
      for (const [index, arm] of ARMS.entries()) {
        const cost = await costOf(arm, join(folder, `${index}${arm.kind === 'first' ? `-${round}` : ''}.db`))
        if (round >= 0) costs[index]?.push(cost)
      }
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
  const [empty = [], bare = []] = costs
  console.log('| | wall, s | CPU, ms | ÷ `node -e 0` | ÷ bare server | at rest, MB |\n|---|---|---|---|---|---|')
  for (const [index, { name }] of ARMS.entries()) console.log(row(name, costs[index] ?? [], empty, bare))
}

async function costOf({ command, kind }: Arm, database: string): Promise<Cost> {
  if (kind === 'run') return costOfRun({ command, environment: {} })
  const port = await freePort()
  return costOfStart({ command, environment: { PORT: String(port), YAODIAN_DB: database } }, port)
}

function row(name: string, costs: readonly Cost[], empty: readonly Cost[], bare: readonly Cost[]): string {
  const cells = [
    (median(costs.map(({ wallMs }) => wallMs)) / 1000).toFixed(2),
    median(costs.map(({ cpuMs }) => cpuMs)).toFixed(0),
    ratio(costs, empty),
    ratio(costs, bare),
    costs[0]?.rssMb === undefined ? '' : median(costs.map(({ rssMb }) => rssMb ?? 0)).toFixed(0),
  ]
  return `| ${[name, ...cells].join(' | ')} |`
}

const ratio = (costs: readonly Cost[], base: readonly Cost[]): string =>
  median(costs.map(({ cpuMs }, round) => cpuMs / (base[round]?.cpuMs ?? Number.NaN))).toFixed(1)

const median = (numbers: readonly number[]): number =>
  [...numbers].sort((a, b) => a - b)[Math.floor(numbers.length / 2)] ?? Number.NaN
