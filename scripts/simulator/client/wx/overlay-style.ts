/** Dialogs of the simulated phone: plain, of no brand, readable in both themes. */
export const overlayStyle = `
.sim-light { --sim-panel: #ffffff; --sim-text: #1c1c1e; --sim-soft: #6b6b70; --sim-line: #e3e3e6;
  --sim-accent: #2457c5; --sim-field: #f2f2f4; }
.sim-dark { --sim-panel: #2a2a2d; --sim-text: #f2f2f4; --sim-soft: #a5a5ab; --sim-line: #414146;
  --sim-accent: #8ab0ff; --sim-field: #3a3a3f; }
.sim-layer { position: absolute; inset: 0; display: flex; pointer-events: auto; color: var(--sim-text);
  font: 16px/1.45 -apple-system, 'PingFang SC', 'Noto Sans SC', 'Noto Sans CJK SC', 'Microsoft YaHei', sans-serif; }
.sim-layer * { box-sizing: border-box; }
.sim-layer button { font: inherit; border: 0; background: none; color: inherit; padding: 0 12px; min-height: 48px;
  cursor: pointer; }
.sim-dim { background: rgba(0, 0, 0, 0.45); }
.sim-through { pointer-events: none; }
.sim-toast-layer { align-items: center; justify-content: center; padding: 0 48px; }
.sim-toast { background: rgba(38, 38, 42, 0.94); color: #fff; border-radius: 12px; padding: 14px 20px; max-width: 260px;
  text-align: center; word-break: break-word; white-space: pre-wrap; font-size: 15px; }
.sim-toast--icon { min-width: 120px; padding: 20px; }
.sim-toast img { display: block; width: 40px; height: 40px; margin: 0 auto 10px; object-fit: contain; }
.sim-mark { display: block; height: 40px; margin: 0 auto 10px; font-size: 32px; line-height: 40px; }
.sim-spinner { display: block; width: 32px; height: 32px; margin: 4px auto 12px; border-radius: 50%;
  border: 3px solid rgba(255, 255, 255, 0.28); border-top-color: #fff; animation: sim-turn 0.9s linear infinite; }
@keyframes sim-turn { to { transform: rotate(360deg); } }
.sim-modal-layer { align-items: center; justify-content: center; }
.sim-modal { width: 300px; max-height: 80%; overflow: hidden; display: flex; flex-direction: column;
  background: var(--sim-panel); border-radius: 14px; }
.sim-modal__title { padding: 22px 22px 0; font-size: 17px; font-weight: 600; text-align: center; }
.sim-modal__content { padding: 12px 22px 22px; color: var(--sim-soft); text-align: center; overflow: auto;
  word-break: break-word; white-space: pre-wrap; }
.sim-modal__field { margin: 14px 22px 22px; padding: 10px 12px; font: inherit; color: var(--sim-text); border: 0;
  border-radius: 8px; background: var(--sim-field); }
.sim-modal__buttons { display: flex; border-top: 1px solid var(--sim-line); }
.sim-modal__buttons button { flex: 1; color: var(--sim-soft); }
.sim-modal__buttons button + button { border-left: 1px solid var(--sim-line); }
.sim-modal__buttons .sim-strong { color: var(--sim-accent); font-weight: 600; }
.sim-sheet-layer { align-items: flex-end; }
.sim-sheet { width: 100%; max-height: 80%; overflow: auto; background: var(--sim-panel);
  border-radius: 14px 14px 0 0; padding-bottom: var(--sim-safe-bottom, 0px); }
.sim-sheet__title { padding: 14px 20px; color: var(--sim-soft); font-size: 14px; text-align: center; }
.sim-sheet button { display: block; width: 100%; min-height: 54px; border-top: 1px solid var(--sim-line); }
.sim-sheet .sim-sheet__cancel { border-top: 8px solid var(--sim-field); }
.sim-picker-head { display: flex; align-items: center; justify-content: space-between; }
.sim-picker .sim-picker-head button { width: auto; border: 0; color: var(--sim-accent); }
.sim-wheels { display: flex; height: 220px; }
.sim-wheel { flex: 1; overflow-y: auto; scroll-snap-type: y mandatory; scrollbar-width: none; padding: 88px 0;
  text-align: center; background: linear-gradient(var(--sim-field), var(--sim-field)) center / 100% 44px no-repeat; }
.sim-wheel > div { height: 44px; line-height: 44px; scroll-snap-align: center; overflow: hidden;
  text-overflow: ellipsis; white-space: nowrap; }
.sim-preview { background: #000; color: #fff; flex-direction: column; align-items: center; justify-content: center; }
.sim-preview img, .sim-preview video { max-width: 100%; max-height: 100%; object-fit: contain; }
.sim-preview__count { position: absolute; top: 56px; left: 0; right: 0; text-align: center; }
.sim-keyboard { position: absolute; left: 0; right: 0; bottom: 0; pointer-events: auto; display: flex;
  align-items: center; justify-content: center; background: #cfd2d9; color: #55585f; font: 13px sans-serif; }
.sim-keyboard.sim-dark { background: #2b2c30; color: #a5a5ab; }
@media (prefers-reduced-motion: reduce) { .sim-spinner { animation-duration: 3s; } }
`
