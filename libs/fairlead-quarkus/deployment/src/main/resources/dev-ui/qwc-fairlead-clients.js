import { LitElement, html, css } from 'lit';
import { JsonRpc } from 'jsonrpc';

const REFRESH = 1000;

/** The clients of the running application, asked for once a second while somebody looks. */
export class QwcFairleadClients extends LitElement {
    static styles = css`
        :host { display: block; padding: 1em; overflow: auto; }
        table { border-collapse: collapse; }
        th, td { padding: .3em 1em .3em 0; text-align: left; vertical-align: top; }
        td.number { text-align: right; font-variant-numeric: tabular-nums; }
        .OPEN, .UNHEALTHY { color: var(--lumo-error-text-color); }
        .HALF_OPEN, .EJECTED { color: var(--lumo-warning-text-color); }
    `;

    static properties = {
        _clients: { state: true },
        _failure: { state: true },
    };

    jsonRpc = new JsonRpc(this);

    connectedCallback() {
        super.connectedCallback();
        this._refresh();
        this._timer = setInterval(() => this._refresh(), REFRESH);
    }

    disconnectedCallback() {
        clearInterval(this._timer);
        super.disconnectedCallback();
    }

    _refresh() {
        this.jsonRpc.clients()
            .then(answer => { this._clients = answer.result; this._failure = undefined; })
            .catch(failure => { this._failure = failure?.error?.message ?? String(failure); });
    }

    render() {
        if (this._failure) {
            return html`<p class="OPEN">${this._failure}</p>`;
        }
        if (!this._clients) {
            return html`<p>Asking…</p>`;
        }
        if (this._clients.length === 0) {
            return html`<p>No client has been made: nothing injects one.</p>`;
        }
        return html`
            <table>
                <thead><tr><th>Client</th><th>In flight</th><th>Limit</th><th>Queued</th><th>Circuits</th>
                    <th>Endpoints</th><th>Cache hits</th></tr></thead>
                <tbody>${this._clients.map(client => this._row(client))}</tbody>
            </table>
            ${this._clients.filter(client => client.patterns.length > 0).map(client => this._patterns(client))}`;
    }

    _patterns(client) {
        return html`
            <h4>${client.name}: the last 60 to 90 seconds</h4>
            <table>
                <thead><tr><th>Origin</th><th>Route</th><th>Per second</th><th>Errors</th><th>p50 ms</th><th>p95 ms</th>
                    <th>p99 ms</th><th>p95 before</th><th>Sent</th><th>Received</th><th></th></tr></thead>
                <tbody>${client.patterns.map(pattern => this._pattern(pattern))}</tbody>
            </table>`;
    }

    _pattern(pattern) {
        return html`
            <tr>
                <td>${pattern.origin}</td>
                <td>${pattern.route}</td>
                <td class="number">${pattern.perSecond.toFixed(2)}</td>
                <td class="number ${pattern.failing ? 'OPEN' : ''}">${(100 * pattern.errorRatio).toFixed(1)} %</td>
                <td class="number">${pattern.p50Millis.toFixed(1)}</td>
                <td class="number ${pattern.slower ? 'OPEN' : ''}">${pattern.p95Millis.toFixed(1)}</td>
                <td class="number">${pattern.p99Millis.toFixed(1)}</td>
                <td class="number">${pattern.usualP95Millis.toFixed(1)}</td>
                <td class="number">${pattern.sentBytes} B</td>
                <td class="number">${pattern.receivedBytes} B</td>
                <td class="OPEN">${pattern.failing ? 'failing ' : ''}${pattern.slower ? 'slower' : ''}</td>
            </tr>`;
    }

    _row(client) {
        return html`
            <tr>
                <td>${client.name}</td>
                <td class="number">${client.inFlight}</td>
                <td class="number">${client.limit}</td>
                <td class="number">${client.queued}</td>
                <td>${client.circuits.map(circuit => this._circuit(circuit))}</td>
                <td>${client.endpoints.map(endpoint => this._endpoint(endpoint))}</td>
                <td class="number">${client.cacheHits < 0 ? '' : `${Math.round(100 * client.cacheHits)} %`}</td>
            </tr>`;
    }

    _endpoint(endpoint) {
        return html`<div class="${endpoint.state}">${endpoint.endpoint}: ${endpoint.state}, ${endpoint.inFlight} in flight,
            ${endpoint.latencyMillis} ms</div>`;
    }

    _circuit(circuit) {
        const until = circuit.retryAt ? ` until ${circuit.retryAt}` : ` (${circuit.failures} of ${circuit.calls} failed)`;
        return html`<div class="${circuit.state}">${circuit.origin}: ${circuit.state}${until}</div>`;
    }
}
customElements.define('qwc-fairlead-clients', QwcFairleadClients);
