/** A fresh, migrated store of the runtime that the tests run in: here of the engine that a machine has. */
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Store } from '../../src/store/index.ts'
import { engine } from '../../src/store/machine.node.ts'
import { heard } from './statements.ts'

/** The migrations take a hundred times as long as a copy of what they make. */
let migrated: Buffer | undefined

export function openFresh(): Store {
  migrated ??= migratedBytes()
  return heard(engine.open(migrated))
}

export const freshStore = async (): Promise<Store> => openFresh()

function migratedBytes(): Buffer {
  const folder = mkdtempSync(join(tmpdir(), 'yaodian-fresh-'))
  try {
    const path = join(folder, 'fresh.db')
    engine.open(path).close()
    // Bytes 18 and 19 say that a log lies beside the file: with one it could not be opened in memory.
    return readFileSync(path).fill(1, 18, 20)
  } finally {
    rmSync(folder, { recursive: true })
  }
}
