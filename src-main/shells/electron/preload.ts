import { contextBridge, ipcRenderer } from 'electron';

// The one thing that crosses: asking for a port to the host. It arrives as a message to the page itself.
const channel = 'flairbench-port';

contextBridge.exposeInMainWorld('flairbench', {
  connect: () => {
    ipcRenderer.once(channel, (event) => window.postMessage(channel, location.origin, event.ports));
    ipcRenderer.send(channel);
  },
});
