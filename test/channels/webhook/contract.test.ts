import { freshStore } from '#fresh-store'
import { channelContract } from '../../contracts/channel.ts'
import { webhookRig } from './rig.ts'

channelContract('webhook', async () => webhookRig(await freshStore()), { tellWhoLeft: true })
