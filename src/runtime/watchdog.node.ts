/**
 * systemd's watchdog: told every so often that a restart would not help; untold for long, it restarts the service.
 *
 * Node opens no datagram sockets of Unix, so `systemd-notify` says it: `NotifyAccess=all` in the unit lets it.
 * A loop that stands still tells nothing, a tick that hangs keeps this from telling; a full disk does neither,
 * because it would be as full after the restart.
 */
import { spawn } from 'node:child_process'
import type { Health } from '../health/index.ts'

/** A word that is lost or late must not matter. */
const WORDS_A_PERIOD = 4

/**
 * How often systemd's watchdog is to be told, in ms: several times within its period (`WATCHDOG_USEC`). Undefined
 * where systemd waits for nothing.
 */
export function watchdogEveryMs(environment: Readonly<Record<string, string | undefined>>): number | undefined {
  const usec = Number(environment['WATCHDOG_USEC'])
  return environment['NOTIFY_SOCKET'] && usec > 0 ? usec / 1_000 / WORDS_A_PERIOD : undefined
}

/**
 * Tells systemd that the process works, with one line for `systemctl status`.
 *
 * @param log hears where it could not be told
 */
export function tellWatchdog(health: Health, log: (entry: Readonly<Record<string, unknown>>) => void): void {
  const words = [`STATUS=${statusLine(health)}`, ...(health.restart ? [] : ['WATCHDOG=1'])]
  const failed = (error: string): void => log({ event: 'watchdog-failed', error })
  const child = spawn('systemd-notify', words, { stdio: 'ignore' })
  child.on('error', (error) => failed(error.message))
  child.on('exit', (code) => code !== 0 && code !== null && failed(`systemd-notify: ${code}`))
}

const statusLine = ({ status, parts }: Health): string =>
  [status, ...Object.values(parts).flatMap(({ state, text }) => (state === 'ok' ? [] : [text]))].join('; ')
