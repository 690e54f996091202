/** The demo's past, played in: by the build, which keeps it as a snapshot. */
import { randomUUID } from 'node:crypto'
import { UploadedFiles } from '../channels/console/attachments.ts'
import { consoleChannel } from '../channels/console/channel.ts'
import { Transcript } from '../channels/console/transcript.ts'
import { liveAssistant } from '../composition/live-assistant.ts'
import { openLiveOffice, shippedOffice } from '../composition/live-office.ts'
import { type Files, loadDemo, loadOffice } from '../office/load/index.ts'
import type { Store } from '../store/index.ts'
import { openDemo } from './index.ts'

/**
 * Says the demo's reports to an assistant of its own, as a first start does that finds no snapshot.
 * @param id makes ids that nothing else has
 */
export async function playIn(store: Store, files: Files, id: () => string = randomUUID): Promise<void> {
  const office = loadOffice(files)
  const transcript = new Transcript(store)
  const demo = await openDemo({
    demo: loadDemo(files, office.regions),
    store,
    assistant: () => assistant,
    async say({ id, account, at, text, ...rest }) {
      await transcript.said({ id, account, at, body: { kind: 'text', text } })
      await assistant.handle({ id, account, at, text, ...rest })
    },
    calendar: office.calendar,
    realTime: () => 0,
  })
  const channel = consoleChannel({ transcript, attachments: new UploadedFiles(), now: demo.now })
  const assistant = liveAssistant(
    openLiveOffice({ shipped: shippedOffice(office, files), files, store, clock: demo.now }),
    { store, regions: office.regions, channels: [channel], clock: demo.now, id, log: () => {} },
  )
  await demo.seed(() => {})
  await transcript.markAllSeen()
}
