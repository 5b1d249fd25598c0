import { InvalidOptionError } from '../../errors.ts';

/**
 * The address of the server.
 *
 * @param asked - The one that was given; that of the environment when left out.
 * @throws {@link InvalidOptionError} when it is no address, or holds a password: those are in the environment.
 */
export function serverUri(asked: string | undefined): string {
  const uri = asked ?? variable('MLFLOW_TRACKING_URI') ?? '';
  const url = URL.canParse(uri) ? new URL(uri) : undefined;
  const expected = 'the http address of a server, such as http://localhost:5000 (or set MLFLOW_TRACKING_URI)';
  if (!url || !/^https?:$/.test(url.protocol)) throw new InvalidOptionError('mlflow', 'uri', expected, uri);
  if (url.username !== '' || url.password !== '') {
    const without = 'without a name and password, which MLFLOW_TRACKING_USERNAME and MLFLOW_TRACKING_PASSWORD hold';
    throw new InvalidOptionError('mlflow', 'uri', without, url.host);
  }
  return uri;
}

/** The header that proves who asks, by the variables that MLflow's own client reads; nothing when there are none. */
export function authorizationOf(): string | undefined {
  const [name, password, token] = ['USERNAME', 'PASSWORD', 'TOKEN'].map((what) => variable(`MLFLOW_TRACKING_${what}`));
  if (name !== undefined && password !== undefined) {
    const bytes = new TextEncoder().encode(`${name}:${password}`);
    return `Basic ${btoa(String.fromCharCode(...bytes))}`;
  }
  return token === undefined ? undefined : `Bearer ${token}`;
}

function variable(name: string): string | undefined {
  const value = typeof process === 'object' ? process.env[name] : undefined;
  return value === '' ? undefined : value;
}
