{{/* Quarkus reads config/application.properties from its working directory. */}}
{{- define "service.configuration" -}}
apiVersion: v1
kind: ConfigMap
metadata:
  {{- include "service.metadata" (list . "") | nindent 2 }}
data:
  application.properties: |
    # {{ .Chart.Name }}: the chart's value "configuration"
    {{- range $key, $value := .Values.configuration }}
    {{ $key }}={{ toString $value | replace "\\" "\\\\" }}
    {{- end }}
{{- end -}}
