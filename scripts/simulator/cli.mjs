#!/usr/bin/env node
import { createRequire } from 'node:module'

import { register } from 'tsx/cjs/api'

// WeChat DevTools' command line is one executable file; so is this, and the TypeScript is loaded from here.
register()
const { main } = createRequire(import.meta.url)('./cli.ts')
await main(process.argv)
