import { contextBridge, ipcRenderer } from 'electron';
import { exposeDesktop } from '#preload/expose-desktop.ts';

exposeDesktop({ contextBridge, ipcRenderer, page: window });
