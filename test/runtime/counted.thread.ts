/** The office's own desk, which tells of each reading of the office's papers within which call it was, and its time. */
import type { Desk } from '../../src/assistant/index.ts'
import { officeDesk, serveDesk } from '../../src/runtime/desks/serve.node.ts'

serveDesk((setting, port): Desk => {
  let during = ''
  let began = 0
  const send = port.send.bind(port)
  port.send = (message) => {
    if (message.kind === 'loading' && !message.isOver) began = performance.now()
    if (message.kind === 'loading' && message.isOver)
      port.log({ event: 'loaded', during, ms: performance.now() - began })
    send(message)
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
