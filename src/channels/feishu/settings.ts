/** The settings of Feishu. */
import { z } from 'zod'
import type { FeishuApp } from './api/api.ts'

const NEEDED = '接飞书要设，见 docs/feishu.zh-CN.md'

const settings = z.object({
  /** how events come: `longconn` (no public address needed; Node only) or `webhook` */
  FEISHU_MODE: z.enum(['longconn', 'webhook'], '应为 longconn 或 webhook').default('longconn'),
  FEISHU_APP_ID: z
    .string(NEEDED)
    .regex(/^cli_[0-9a-fA-F]{16}$/, '应为 cli_ 加16位十六进制，照应用的“凭证与基础信息”页抄'),
  FEISHU_APP_SECRET: z.string(NEEDED),
  /** for webhooks */
  FEISHU_ENCRYPT_KEY: z.string().optional(),
  /** for webhooks */
  FEISHU_VERIFICATION_TOKEN: z.string().optional(),
  /** Lark: `https://open.larksuite.com` */
  FEISHU_BASE_URL: z
    .url('应为地址，如 https://open.feishu.cn')
    .transform((url) => url.replace(/(?<!\/)\/+$/, ''))
    .default('https://open.feishu.cn'),
})

/** Feishu's settings, checked. */
export interface FeishuConfig extends FeishuApp {
  /** its keys when events come by webhook; undefined: by long connection */
  readonly webhook?: { readonly encryptKey: string; readonly verificationToken: string }
}

/** Reads Feishu's settings from the environment. Events by webhook need both its keys; a missing one is a fault. */
export const feishuSettings = settings.transform((given, context): FeishuConfig => {
  const { FEISHU_MODE: mode, FEISHU_ENCRYPT_KEY: encryptKey, FEISHU_VERIFICATION_TOKEN: token } = given
  const app = { baseUrl: given.FEISHU_BASE_URL, appId: given.FEISHU_APP_ID, appSecret: given.FEISHU_APP_SECRET }
  if (mode === 'longconn') return app
  if (encryptKey !== undefined && token !== undefined)
    return { ...app, webhook: { encryptKey, verificationToken: token } }
  const missing = encryptKey === undefined ? 'FEISHU_ENCRYPT_KEY' : 'FEISHU_VERIFICATION_TOKEN'
  context.addIssue({ code: 'custom', path: [missing], message: NEEDED })
  return z.NEVER
})
