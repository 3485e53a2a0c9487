{{/* Management has a Service of its own, so that no ingress can reach it by mistake; so has each further port. */}}
{{- define "service.services" -}}
{{- range $name, $port := .Values.ports }}
{{- $options := get $.Values.services $name }}
{{- $suffix := eq $name "http" | ternary "" (printf "-%s" $name) }}
---
apiVersion: v1
kind: Service
metadata:
  {{- include "service.metadata" (list $ $suffix) | nindent 2 }}
    catchwater.dev/port: {{ $name }}
  {{- with $options.annotations }}
  annotations:
    {{- toYaml . | nindent 4 }}
  {{- end }}
spec:
  type: {{ $options.type }}
  selector:
    {{- include "service.selector" $ | nindent 4 }}
  ports:
    - name: {{ $name }}
      port: {{ $options.port }}
      targetPort: {{ $name }}
      protocol: TCP
{{- end }}
{{- end -}}
