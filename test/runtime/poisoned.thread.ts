/**
 * The office's own desk, but for six words: one turns and never ends, one waits and never ends (as much for the desk,
 * for nothing of the processor), one takes long and is answered, one half a second, one takes all memory, one kills the whole process. A model may say them too; and there
 * is a minute of which the planning never ends.
 */
import type { Desk } from '../../src/assistant/index.ts'
import { officeDesk, serveDesk } from '../../src/runtime/desks/serve.node.ts'
import { ENDLESS_MINUTE } from './endless-minute.ts'

const POISON: Readonly<Record<string, () => void>> = {
  转圈: () => {
    for (;;);
  },
  睡着: () => {
    Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0)
  },
  拖着: () => {
    Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 2_500)
  },
  慢着: () => {
    Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 500)
  },
  撑破: () => {
    const held: number[][] = []
    for (;;) held.push(Array.from({ length: 10_000 }, (_, at) => at + held.length))
  },
  炸掉: () => process.kill(process.pid, 'SIGKILL'),
}

const swallow = (text: string): void => POISON[text.slice(0, 2)]?.()

serveDesk((setting, port): Desk => {
  const desk = officeDesk(setting, port)
  return {
    ...desk,
    async handle(message, now, options) {
      if (message.kind === 'text') swallow(message.text)
      if (options?.interpretation && options.interpretation !== 'not-yet') options.interpretation.lines.forEach(swallow)
      return desk.handle(message, now, options)
    },
    async judge(judging, asker) {
      swallow(judging.said)
      return desk.judge(judging, asker)
    },
    async plan(now) {
      if (now === ENDLESS_MINUTE) swallow('睡着')
      return desk.plan(now)
    },
  }
})
