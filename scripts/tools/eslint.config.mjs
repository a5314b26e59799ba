import path from 'node:path'

import js from '@eslint/js'
import tseslint from 'typescript-eslint'

/** What each layer of the mini-program may not import. Imports run one way: pages -> stores -> services -> sdk. */
const layers = {
  pages: ['services', 'sdk'],
  'pages-*': ['services', 'sdk'],
  components: ['pages', 'pages-*', 'stores', 'services', 'platform', 'sdk'],
  'pages-*/components': ['pages', 'stores', 'services', 'platform', 'sdk'],
  stores: ['pages', 'pages-*', 'components', 'platform', 'sdk'],
  services: ['pages', 'pages-*', 'components', 'stores'],
  platform: ['pages', 'pages-*', 'components', 'stores', 'services', 'sdk'],
  models: ['pages', 'pages-*', 'components', 'stores', 'services', 'platform', 'sdk', 'config'],
  utils: ['pages', 'pages-*', 'components', 'stores', 'services', 'platform', 'sdk', 'config'],
  i18n: ['pages', 'pages-*', 'components', 'stores', 'services', 'platform', 'sdk', 'config'],
  config: ['pages', 'pages-*', 'components', 'stores', 'services', 'platform', 'sdk'],
}
const vendorSdk = {
  group: ['@rongcloud/*'],
  message: 'Only miniprogram/services/im and the SDK subpackage may import the vendor SDK.',
}
const noServerCode = {
  group: ['**/scripts/**'],
  message: 'miniprogram/ and scripts/ share nothing but the wire.',
}

const direction = Object.entries(layers).map(([layer, forbidden]) => ({
  files: [`miniprogram/${layer}/**/*.ts`],
  rules: {
    'no-restricted-imports': [
      'error',
      {
        patterns: [
          vendorSdk,
          noServerCode,
          ...forbidden.map((name) => ({
            group: [`**/${name}/**`, `../${name}`, `../../${name}`],
            message: `${layer}/ may not import ${name}/: pages -> stores -> services -> sdk.`,
          })),
        ],
      },
    ],
  },
}))

const noWx = (reason) => ({ name: 'wx', message: reason })

export default tseslint.config(
  {
    ignores: [
      '**/miniprogram_npm/**',
      '**/node_modules/**',
      '.data/**',
      '.cache/**',
      'coverage/**',
      'test/screenshots/**',
    ],
  },
  js.configs.recommended,
  ...tseslint.configs.recommendedTypeChecked,
  {
    languageOptions: {
      parserOptions: {
        project: [
          './tsconfig.json',
          './scripts/tsconfig.json',
          './scripts/simulator/client/tsconfig.json',
          './test/tsconfig.json',
        ],
        tsconfigRootDir: path.join(import.meta.dirname, '../..'),
      },
    },
    rules: {
      '@typescript-eslint/no-floating-promises': 'error',
      '@typescript-eslint/no-explicit-any': 'error',
      '@typescript-eslint/no-unused-vars': [
        'error',
        { argsIgnorePattern: '^_', varsIgnorePattern: '^_' },
      ],
      '@typescript-eslint/consistent-type-imports': 'error',
      '@typescript-eslint/require-await': 'off',
      '@typescript-eslint/unbound-method': 'off',
      'no-console': 'error',
    },
  },
  ...direction,
  {
    files: ['miniprogram/services/im/**/*.ts'],
    rules: {
      'no-restricted-imports': [
        'error',
        {
          patterns: [
            noServerCode,
            ...layers.services.map((name) => ({ group: [`**/${name}/**`] })),
          ],
        },
      ],
    },
  },
  {
    files: ['miniprogram/{stores,models,utils,i18n}/**/*.ts'],
    rules: {
      'no-restricted-globals': [
        'error',
        noWx('Only platform/, services/ and pages may touch wx; pass what you need in.'),
      ],
    },
  },
  {
    files: ['scripts/**/*.ts'],
    rules: {
      'no-restricted-imports': [
        'error',
        {
          patterns: [
            {
              group: ['**/miniprogram/**'],
              message: 'scripts/ and miniprogram/ share nothing but the wire.',
            },
          ],
        },
      ],
    },
  },
  {
    files: ['scripts/**/*.{ts,mjs}', 'test/**/*.ts'],
    rules: { 'no-console': 'off' },
  },
  {
    files: ['scripts/im-server/**/*.ts', 'scripts/app-server/**/*.ts'],
    rules: { 'no-console': 'error' },
  },
  { files: ['**/*.{js,mjs,cjs}'], ...tseslint.configs.disableTypeChecked },
  {
    files: ['**/*.{js,mjs,cjs}'],
    languageOptions: {
      globals: {
        module: 'writable',
        require: 'readonly',
        process: 'readonly',
        __dirname: 'readonly',
        console: 'readonly',
      },
    },
    rules: { '@typescript-eslint/no-require-imports': 'off' },
  },
)
