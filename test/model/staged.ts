/**
 * The scripted endpoint for tests on every runtime: a server of Node's that runs beside them (vitest's global setup).
 * What each request is to get is put on the stage first, since no function of a test can reach another process.
 */
import { createServer, type IncomingMessage } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { TestProject } from 'vitest/node'
import { type Act, perform, readSaid, type Said } from './server.ts'

declare module 'vitest' {
  interface ProvidedContext {
    readonly modelStage: string
  }
}

interface Scene {
  /** one a request; the last one goes on */
  readonly acts: readonly Act[]
  readonly heard: Said[]
}

export default async function setup({ provide }: TestProject): Promise<() => void> {
  const scenes: Scene[] = []
  const server = createServer((request, response) => {
    void (async () => {
      const [, id = '', rest = ''] = /^\/(\w+)\/(.*)$/.exec(request.url ?? '') ?? []
      if (id === 'stage') {
        scenes.push({ acts: JSON.parse(await textOf(request)) as Act[], heard: [] })
        return void response.end(String(scenes.length - 1))
      }
      const scene = scenes[Number(id)]
      if (!scene) return void response.writeHead(404).end()
      if (rest === 'heard') return void response.end(JSON.stringify(scene.heard))
      scene.heard.push(await readSaid(request))
      const act = scene.acts[Math.min(scene.heard.length, scene.acts.length) - 1]
      await perform(act ?? { status: 404 }, response)
    })().catch(() => response.destroy())
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  provide('modelStage', `http://127.0.0.1:${(server.address() as AddressInfo).port}`)
  return () => {
    server.closeAllConnections()
    server.close()
  }
}

async function textOf(request: IncomingMessage): Promise<string> {
  let text = ''
  for await (const chunk of request) text += chunk
  return text
}
