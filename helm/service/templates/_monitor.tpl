{{- define "service.monitor" -}}
{{- if .Values.monitor.enabled -}}
apiVersion: monitoring.coreos.com/v1
kind: ServiceMonitor
metadata:
  {{- include "service.metadata" (list . "") | nindent 2 }}
    {{- with .Values.monitor.labels }}
    {{- toYaml . | nindent 4 }}
    {{- end }}
spec:
  selector:
    matchLabels:
      {{- include "service.selector" . | nindent 6 }}
      catchwater.dev/port: management
  endpoints:
    - port: management
      path: /q/metrics
      interval: {{ .Values.monitor.interval }}
{{- end -}}
{{- end -}}
