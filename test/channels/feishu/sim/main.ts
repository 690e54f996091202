/**
 * `npm run feishu:sim -- [--port 9800] [--webhook URL] [--user NAME]…`: the simulated platform with its page, for people.
 */
import { parseArgs } from 'node:util'
import { startFeishu } from './index.ts'

const { values } = parseArgs({
  options: {
    port: { type: 'string', default: '9800' },
    webhook: { type: 'string' },
    user: { type: 'string', multiple: true, default: ['省厅 王处', '澄州市 李科', '柳泉县 张敏', '竹坞县 陈立'] },
  },
})

const sim = await startFeishu({ port: Number(values.port) })
const people = values.user.map((name, at) => sim.users.addUser({ name, email: `user${at + 1}@example.com` }))
sim.users.addGroup({ name: '全省工作群', members: people })
if (values.webhook !== undefined) await sim.useWebhook(values.webhook)

// As lines of a file of settings, which systemd and a shell read alike.
console.log(`飞书（模拟）： ${sim.url}/

YAODIAN_CHANNEL=feishu
FEISHU_MODE=${values.webhook === undefined ? 'longconn' : 'webhook'}
FEISHU_BASE_URL=${sim.url}
FEISHU_APP_ID=${sim.appId}
FEISHU_APP_SECRET=${sim.appSecret}
FEISHU_ENCRYPT_KEY=${sim.encryptKey}
FEISHU_VERIFICATION_TOKEN=${sim.verificationToken}
`)
for (const user of people) console.log(`${user.name}\t${user.openId}\t${user.userId}`)
