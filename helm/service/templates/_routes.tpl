{{/* A node's routes: a ConfigMap of their own, so that a change reaches the running pod, which watches the file. */}}
{{- define "service.routes" -}}
{{- if (.Values.routes | default dict).file -}}
apiVersion: v1
kind: ConfigMap
metadata:
  {{- include "service.metadata" (list . "-routes") | nindent 2 }}
data:
  routes.yaml: |
    {{- .Values.routes.file | nindent 4 }}
{{- end -}}
{{- end -}}

{{/* Where the data plane listens, where it keeps what it stores (all else is read-only), and what it serves. */}}
{{- define "service.routes.environment" -}}
{{- with .Values.ports.data }}
- name: CATCHWATER_EDGE_PLANE_HOST
  value: 0.0.0.0
- name: CATCHWATER_EDGE_PLANE_PORT
  value: {{ . | quote }}
- name: CATCHWATER_EDGE_STORE_PURGE_LOG
  value: /var/lib/catchwater/purges/log
- name: CATCHWATER_EDGE_STORE_FOLDER
  value: /var/lib/catchwater/store
{{- end }}
{{- with (.Values.routes | default dict).origins }}
- name: CATCHWATER_EDGE_ROUTES_DEFAULT_ORIGINS
  value: {{ join "," . | quote }}
{{- end }}
{{- with (.Values.routes | default dict).file }}
- name: CATCHWATER_EDGE_ROUTES_FILE
  value: /deployments/routes/routes.yaml
{{- end }}
{{- end -}}
