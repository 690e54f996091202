/**
 * The office's own desk, but for four words: one turns and never ends, one waits and never ends (as much for the desk,
 * for nothing of the processor), one takes all memory, one kills the whole process.
 */
import type { Desk } from '../../src/assistant/index.ts'
import { officeDesk, serveDesk } from '../../src/runtime/desks/serve.node.ts'

const POISON: Readonly<Record<string, () => void>> = {
  转圈: () => {
    for (;;);
  },
  睡着: () => {
    Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0)
  },
  撑破: () => {
    const held: number[][] = []
    for (;;) held.push(Array.from({ length: 10_000 }, (_, at) => at + held.length))
  },
  炸掉: () => process.kill(process.pid, 'SIGKILL'),
}

serveDesk((setting, port): Desk => {
  const desk = officeDesk(setting, port)
  return {
    ...desk,
    async handle(message, now, options) {
      if (message.kind === 'text') POISON[message.text.slice(0, 2)]?.()
      return desk.handle(message, now, options)
    },
  }
})
