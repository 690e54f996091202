/**
 * Holds what runs on D1 by day to what it is for: each statement that the Worker's program makes in a test on Node is
 * made on D1, too. Where D1 learns of no statement more, a file runs there by night only (vitest.config.ts).
 */
import { readFileSync } from 'node:fs'
import { build } from 'esbuild'
import type { Reporter, TestModule, TestSpecification, Vitest } from 'vitest/node'
import { MOST_PARAMETERS } from './metered.ts'

const flat = (text: string): string => text.replace(/\s+/g, ' ').trim()

/** As many values as there may be are one statement, and as many rows as may be wanted. */
const shapeOf = (sql: string): string =>
  flat(sql)
    .replace(/\bLIMIT \d+/g, 'LIMIT n')
    .replace(/\?(?:, ?\?)+/g, '?…')
    .replace(/(\(\?…?\))(?:, ?\(\?…?\))+/g, '$1…')

/** When all tests ran and passed; what is missing turns the run red. */
export class Compared implements Reporter {
  private vitest: Vitest | undefined
  private isWhole = false

  onInit(vitest: Vitest): void {
    this.vitest = vitest
  }

  async onTestRunStart(specifications: readonly TestSpecification[]): Promise<void> {
    const all = (await this.vitest?.globTestSpecifications()) ?? []
    this.isWhole = specifications.length === all.length && all.some(({ project }) => project.name === 'worker')
  }

  async onTestRunEnd(modules: readonly TestModule[], _: unknown, reason: string): Promise<void> {
    if (!this.isWhole || reason !== 'passed') return
    const by = (name: string) => madeBy(modules.filter(({ project }) => project.name === name))
    const [isOfWorker, onNode, onD1] = [await bundled(), by('node'), by('worker')]
    const missing = [...onNode].filter(
      ([shape, made]) => (!onD1.has(shape) || valuesIn(made.sql) > MOST_PARAMETERS) && isOfWorker(made),
    )
    for (const [shape, { from, test, sql }] of missing)
      this.vitest?.logger.error(
        `${from}: made in ${test} on Node with ${valuesIn(sql)} values, by day in no test on D1, or with more than it takes: ${shape}`,
      )
    this.vitest?.logger.log(`${onD1.size} statements made on D1, ${missing.length} of the Worker's on Node alone`)
    if (missing.length > 0 || onD1.size === 0) process.exitCode = 1
  }
}

interface Made {
  readonly from: string | undefined
  readonly sql: string
  readonly test: string
}

const valuesIn = (sql: string): number => sql.split('?').length - 1

/** By shape, as it was made with the most values. */
const madeBy = (modules: readonly TestModule[]): ReadonlyMap<string, Made> =>
  new Map(
    modules
      .flatMap(({ relativeModuleId: test, children }) =>
        [...children.allTests()].flatMap((one) =>
          (one.meta().statements ?? []).map(({ from, sql }) => ({ from, sql, test })),
        ),
      )
      .sort((one, other) => valuesIn(one.sql) - valuesIn(other.sql))
      .map((made) => [shapeOf(made.sql), made]),
  )

/**
 * Whether a statement is in the Worker's bundle: its file is, and it was not shaken off. The rest of the program never
 * meets D1. One that is put together of pieces counts with its file; one of which nobody knows the file, by its words.
 */
async function bundled(): Promise<(made: Made) => boolean> {
  const { metafile, outputFiles } = await build({
    entryPoints: ['src/main.worker.ts'],
    bundle: true,
    write: false,
    metafile: true,
    format: 'esm',
    packages: 'external',
    conditions: ['workerd', 'worker', 'module', 'import'],
    external: ['node:*', 'cloudflare:*'],
    loader: Object.fromEntries(['.yaml', '.csv', '.md', '.txt'].map((kind) => [kind, 'empty' as const])),
    logLevel: 'error',
  })
  const inputs = Object.values(metafile.outputs).flatMap((output) => Object.entries(output.inputs))
  const files = new Set(inputs.flatMap(([path, { bytesInOutput }]) => (bytesInOutput > 0 ? [path] : [])))
  const bundle = flat(outputFiles.map(({ text }) => text).join('\n'))
  return ({ from, sql }) => {
    if (bundle.includes(flat(sql))) return from === undefined || files.has(from)
    return from !== undefined && files.has(from) && !flat(readFileSync(from, 'utf8')).includes(flat(sql))
  }
}
