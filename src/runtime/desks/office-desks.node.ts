/** The desks of an office on one machine, and how long its messages may keep their platform waiting. */
import { pathToFileURL } from 'node:url'
import type { Patience } from '../../assistant/index.ts'
import type { Channel } from '../../channels/channel.ts'
import { inProgram, isBuilt } from '../../installation/folders.ts'
import { type DeskLimits, type Desks, LIMITS, openDesks } from './desks.node.ts'
import type { DeskSetting } from './protocol.ts'

/**
 * When an unfinished message is kept (ms), and when it is acknowledged. Feishu waits 3 s for an acknowledgement; 200
 * ms is ten times the usual.
 */
export const PATIENCE: Patience = { keepMs: 200, answerMs: 1_500 }

interface Parts {
  readonly setting: DeskSetting
  /** attachments are fetched through them, here */
  readonly channels: readonly Channel[]
  /** accounts of the people on the roster */
  readonly known?: readonly string[]
  readonly log: (entry: Readonly<Record<string, unknown>>) => void
  readonly fitting?: DeskFitting
}

/** What serves in the threads and how long it may take; the office itself and its limits where it is left out. */
export interface DeskFitting {
  readonly module: URL
  readonly limits: DeskLimits
}

/**
 * The desks of an office: threads that load the office themselves and open its database. Files that people sent come
 * from the channels in the main thread.
 */
export const officeDesks = ({
  setting,
  channels,
  known = [],
  log,
  fitting = { module: OFFICE, limits: LIMITS },
}: Parts): Desks =>
  openDesks({
    ...fitting,
    setting,
    known,
    fetch: async (name, key) => channels.find((channel) => channel.name === name)?.fetch?.(key),
    log,
  })

/** As a source in development, in a bundle of its own when built. */
const OFFICE = pathToFileURL(inProgram(`runtime/desks/office.thread.node.${isBuilt ? 'js' : 'ts'}`))
