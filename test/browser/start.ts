/** The whole office as a process of its own, for a browser to look at and talk to. */
import { type ChildProcess, spawn } from 'node:child_process'
import { join } from 'node:path'
import type { Page } from 'playwright-core'
import { expect } from 'vitest'
import { freePort } from '../program.ts'

export const START_MS = 60_000

export interface Started {
  readonly process: ChildProcess
  readonly url: string
  readonly said: () => string
}

/**
 * The built program on a free port with an empty folder for its database; waits until it is up.
 * @param root where dist/ and data/ lie
 * @throws when it ends or is not up in time, with what it said
 */
export async function start(root: string, folder: string): Promise<Started> {
  const port = await freePort()
  const env = { ...process.env, PORT: String(port), YAODIAN_DB: join(folder, 'demo.db') }
  const child = spawn(process.execPath, [join(root, 'dist/main.node.js')], { cwd: root, env })
  let said = ''
  for (const pipe of [child.stdout, child.stderr]) pipe.on('data', (chunk) => (said += chunk))
  child.on('exit', (code, signal) => (said += `\nexited: ${code ?? signal}`))
  const url = `http://127.0.0.1:${port}/`
  for (let waited = 0; waited < START_MS; waited += 100) {
    if (child.exitCode !== null) throw new Error(`it did not start:\n${said}`)
    const up = await fetch(`${url}healthz`).catch(() => undefined)
    if (up?.ok) return { process: child, url, said: () => said }
    await new Promise((resolve) => setTimeout(resolve, 100))
  }
  child.kill()
  throw new Error(`it was not up after ${START_MS} ms:\n${said}`)
}

/** What the office says to whoever one is on its page. */
export const cardsOf = (page: Page) => page.locator('.message.bot')

/** Chooses whose chat one sees. */
export async function become(page: Page, who: RegExp): Promise<void> {
  await page.getByRole('navigation').getByRole('button', { name: who }).click()
  await expect.poll(() => page.locator('.talk-head').textContent()).toMatch(who)
  await cardsOf(page).first().waitFor()
}

/** Says something and returns the card that answers it. */
export async function ask(page: Page, text: string): Promise<string> {
  const before = await cardsOf(page).count()
  await page.fill('#input', text)
  await page.press('#input', 'Enter')
  await expect.poll(() => cardsOf(page).count(), { timeout: 10_000 }).toBeGreaterThan(before)
  return (await cardsOf(page).last().textContent()) ?? ''
}
