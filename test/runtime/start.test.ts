/** What a start loads before /healthz answers: what reads and decides is loaded by the desks, in threads of their own. */
import { join } from 'node:path'
import { build } from 'esbuild'
import { expect, test } from 'vitest'

const READING = /^src\/(?:ask|bulletin|guide|language|learn|progress|query|remind|report|request)\//

const ROOTS = ['src/main.node.ts', 'src/composition/office.node.ts', 'src/runtime/desks/office.thread.node.ts']
const { metafile } = await build({
  entryPoints: ROOTS,
  absWorkingDir: join(import.meta.dirname, '../..'),
  outdir: 'var/start',
  bundle: true,
  splitting: true,
  format: 'esm',
  platform: 'node',
  packages: 'external',
  metafile: true,
  write: false,
})

/** Sources that a root imports at once, itself among them; what is imported on first use is not. */
function loadedWith(root: string): string[] {
  const loaded = new Set([root])
  for (const path of loaded)
    for (const { path: next, kind, external } of metafile.inputs[path]?.imports ?? [])
      if (kind === 'import-statement' && !external) loaded.add(next)
  return [...loaded]
}

test.each(['src/main.node.ts', 'src/composition/office.node.ts'])('%s loads nothing that reads or decides', (root) => {
  const loaded = loadedWith(root)
  expect(loaded).toContain('src/assistant/front.ts')
  expect(loaded.filter((path) => READING.test(path))).toEqual([])
})

test('the thread of a desk does', () => {
  const loaded = loadedWith('src/runtime/desks/office.thread.node.ts')
  expect(loaded.filter((path) => READING.test(path)).length).toBeGreaterThan(300)
})
