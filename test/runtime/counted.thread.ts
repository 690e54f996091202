/**
 * The office's own desk, which tells of each reading of the office's papers within which call it was; and each takes as
 * long as that of a large library, on any machine: it waits.
 */
import type { Desk } from '../../src/assistant/index.ts'
import { officeDesk, serveDesk } from '../../src/runtime/desks/serve.node.ts'
import { LOADING_MS } from './loading.ts'

serveDesk((setting, port): Desk => {
  let during = ''
  const send = port.send.bind(port)
  port.send = (message) => {
    send(message)
    if (message.kind !== 'loading') return
    if (message.isOver) port.log({ event: 'loaded', during })
    else Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, LOADING_MS)
  }
  const desk = officeDesk(setting, port)
  return {
    ...desk,
    async handle(...given) {
      during = 'handle'
      return desk.handle(...given)
    },
    async refresh() {
      during = 'refresh'
      return desk.refresh?.()
    },
  }
})
