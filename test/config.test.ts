/** Settings: which messengers an office speaks through, and what is said of a wrong one. */
import { describe, expect, test } from 'vitest'
import { ConfigError, messengersIn, readConfig, unknownSettings } from '../src/config/index.ts'

const feishu = { FEISHU_APP_ID: 'cli_0123456789abcdef', FEISHU_APP_SECRET: 'secret' }
const webhook = { WEBHOOK_URL: 'https://chat.example.com/yaodian', WEBHOOK_SECRET: `whsec_${'A'.repeat(43)}=` }
const channel = (YAODIAN_CHANNEL: string) => ({ YAODIAN_CHANNEL })

/** What is said of settings that cannot be used. */
function faultOf(environment: Readonly<Record<string, string>>): string {
  try {
    readConfig(environment)
  } catch (error) {
    if (error instanceof ConfigError) return error.message
  }
  return ''
}

describe('the messengers', () => {
  test('without a setting the console is shown, on loopback', () => {
    expect(readConfig({ HOST: '0.0.0.0' })).toMatchObject({ channels: ['console'], messengers: {}, host: '127.0.0.1' })
  })

  test('are opened in the order in which they are named, each with its settings', () => {
    const { channels, messengers } = readConfig({ ...channel('webhook, feishu,webhook'), ...feishu, ...webhook })
    expect(channels).toEqual(['webhook', 'feishu'])
    expect(Object.entries(messengers)).toEqual([
      ['webhook', { url: webhook.WEBHOOK_URL, secret: webhook.WEBHOOK_SECRET }],
      ['feishu', { baseUrl: 'https://open.feishu.cn', appId: feishu.FEISHU_APP_ID, appSecret: 'secret' }],
    ])
  })

  test('that are not named need no settings', () => {
    expect(readConfig({ ...channel('webhook'), ...webhook }).messengers.feishu).toBeUndefined()
  })

  test.each([
    ['an unknown one', channel('wechat'), /YAODIAN_CHANNEL：应为 console、feishu、webhook/],
    ['the console beside another', { ...channel('console,feishu'), ...feishu }, /YAODIAN_CHANNEL：console 只能单独用/],
    ['no credentials', channel('feishu'), /FEISHU_APP_ID：接飞书要设.*\nFEISHU_APP_SECRET：接飞书要设/],
    ['a wrong id', { ...channel('feishu'), ...feishu, FEISHU_APP_ID: 'app' }, /FEISHU_APP_ID：应为 cli_/],
    ['a webhook without its key', { ...channel('feishu'), ...feishu, FEISHU_MODE: 'webhook' }, /FEISHU_ENCRYPT_KEY/],
    ['no address', { ...channel('webhook'), WEBHOOK_SECRET: webhook.WEBHOOK_SECRET }, /WEBHOOK_URL：接 webhook 要设/],
    [
      'an address of no web',
      { ...channel('webhook'), ...webhook, WEBHOOK_URL: 'file:///etc' },
      /WEBHOOK_URL：应为地址/,
    ],
    ['a key of a few letters', { ...channel('webhook'), ...webhook, WEBHOOK_SECRET: 'whsec_abc' }, /WEBHOOK_SECRET/],
  ])('%s is named', (_, environment, message) => {
    expect(faultOf(environment)).toMatch(message)
  })

  test.each([
    { PORT: 'x' },
    { PORT: '70000' },
    { YAODIAN_METRICS: 'yes' },
    { YAODIAN_KEEP_TEXTS: '3' },
    { YAODIAN_BACKUPS: '0' },
    { YAODIAN_PLAN: 'next' },
    { YAODIAN_SEAL_KEY: 'short' },
    { YAODIAN_MODEL_SECONDS: 'x' },
    { ...channel('feishu'), ...feishu, FEISHU_MODE: 'x' },
    { ...channel('feishu'), ...feishu, FEISHU_BASE_URL: 'x' },
  ])('what is wrong with %o is said in Chinese, without a word of the checking library', (environment) => {
    expect(faultOf(environment)).toMatch(/^[A-Z_]+：应[为有]/)
    expect(faultOf(environment)).not.toMatch(/Invalid|expected|received|Too/)
  })

  test('no message repeats a key', () => {
    const said = faultOf({ ...channel('webhook'), ...webhook, WEBHOOK_SECRET: 'geheim' })
    expect(said).toMatch(/WEBHOOK_SECRET/)
    expect(said).not.toContain('geheim')
  })
})

test('a runtime that speaks through all it can is told by the settings', () => {
  expect(messengersIn({})).toEqual([])
  expect(messengersIn(feishu)).toEqual(['feishu'])
  expect(messengersIn({ ...webhook, ...feishu })).toEqual(['feishu', 'webhook'])
})

test('names that are no settings are told with the one that is near, a second address of a model is none of them', () => {
  const environment = {
    PATH: '/bin',
    YAODIAN_DB: 'a',
    YAODIAN_MODEL_URL_2: 'b',
    YAODIAN_BACKUP_DIR: 'c',
    YAODIAN_COLOURS: 'd',
  }
  expect(unknownSettings(environment)).toEqual([
    { name: 'YAODIAN_BACKUP_DIR', near: 'YAODIAN_BACKUP' },
    { name: 'YAODIAN_COLOURS' },
  ])
})
