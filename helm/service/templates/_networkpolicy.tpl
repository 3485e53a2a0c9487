{{/* In: the public ports from the clients, management from monitoring. Out: DNS, our stores, and the public internet. */}}
{{- define "service.networkpolicy" -}}
{{- if .Values.networkPolicy.enabled -}}
apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata:
  {{- include "service.metadata" (list . "") | nindent 2 }}
spec:
  podSelector:
    matchLabels:
      {{- include "service.selector" . | nindent 6 }}
  policyTypes: [Ingress, Egress]
  ingress:
    - ports:
        {{- range $name, $port := omit .Values.ports "management" }}
        - port: {{ $name }}
          protocol: TCP
        {{- end }}
      {{- with .Values.networkPolicy.clients }}
      from:
        {{- toYaml . | nindent 8 }}
      {{- end }}
    - ports:
        - port: management
          protocol: TCP
      from:
        {{- toYaml (.Values.networkPolicy.monitoring | default (list (dict "podSelector" dict))) | nindent 8 }}
  egress:
    {{- include "service.egress" . | nindent 4 }}
{{- end -}}
{{- end -}}

{{- define "service.egress" -}}
- ports:
    - port: 53
      protocol: UDP
    - port: 53
      protocol: TCP
{{- with .Values.datasource }}
- ports:
    - port: {{ .port }}
      protocol: TCP
{{- end }}
{{- with .Values.redis }}
- ports:
    - port: {{ .port }}
      protocol: TCP
{{- end }}
# Upstreams are public: a source that names a private address is stopped here too.
- to:
    - ipBlock:
        cidr: 0.0.0.0/0
        except: [10.0.0.0/8, 100.64.0.0/10, 127.0.0.0/8, 169.254.0.0/16, 172.16.0.0/12, 192.168.0.0/16]
    - ipBlock:
        cidr: ::/0
        except: ["fc00::/7", "fe80::/10"]
  ports:
    {{- range .Values.networkPolicy.upstreamPorts }}
    - port: {{ . }}
      protocol: TCP
    {{- end }}
{{- with .Values.networkPolicy.extraEgress }}
{{ toYaml . }}
{{- end }}
{{- end -}}
