{{- define "service.storage" -}}
{{- if .Values.storage.persistent -}}
apiVersion: v1
kind: PersistentVolumeClaim
metadata:
  {{- include "service.metadata" (list . "-data") | nindent 2 }}
spec:
  accessModes: [ReadWriteOnce]
  {{- with .Values.storage.className }}
  storageClassName: {{ . }}
  {{- end }}
  resources:
    requests:
      storage: {{ .Values.storage.size }}
{{- end -}}
{{- end -}}
