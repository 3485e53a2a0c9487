{{- define "service.workload" -}}
{{- $single := include "service.single" . -}}
apiVersion: apps/v1
kind: Deployment
metadata:
  {{- include "service.metadata" (list . "") | nindent 2 }}
spec:
  {{- if not .Values.autoscaling.enabled }}
  replicas: {{ .Values.replicas }}
  {{- end }}
  strategy:
    {{- if or $single .Values.storage.persistent }}
    # The old pod is gone before the new one starts: there are never two.
    type: Recreate
    {{- else }}
    type: RollingUpdate
    rollingUpdate:
      maxSurge: 1
      maxUnavailable: 0
    {{- end }}
  selector:
    matchLabels:
      {{- include "service.selector" . | nindent 6 }}
  template:
    metadata:
      labels:
        {{- include "service.labels" . | nindent 8 }}
        {{- with .Values.podLabels }}
        {{- toYaml . | nindent 8 }}
        {{- end }}
      annotations:
        # A new configuration is a new pod.
        checksum/configuration: {{ toJson .Values.configuration | sha256sum }}
        {{- with .Values.podAnnotations }}
        {{- toYaml . | nindent 8 }}
        {{- end }}
    spec:
      {{- include "service.pod" . | nindent 6 }}
{{- end -}}

{{- define "service.pod" -}}
serviceAccountName: {{ include "service.account" . }}
automountServiceAccountToken: false
# Links of other services arrive as environment variables, and those are configuration here.
enableServiceLinks: false
terminationGracePeriodSeconds: {{ add .Values.shutdown.delaySeconds .Values.shutdown.timeoutSeconds 10 }}
securityContext:
  runAsNonRoot: true
  runAsUser: 10001
  runAsGroup: 10001
  fsGroup: 10001
  seccompProfile:
    type: RuntimeDefault
{{- range $key := list "imagePullSecrets" "nodeSelector" "tolerations" "affinity" "topologySpreadConstraints" }}
{{- with get $.Values $key }}
{{ $key }}:
  {{- toYaml . | nindent 2 }}
{{- end }}
{{- end }}
containers:
  - {{- include "service.container" . | nindent 4 }}
volumes:
  - name: tmp
    emptyDir: {}
  - name: data
    {{- if .Values.storage.persistent }}
    persistentVolumeClaim:
      claimName: {{ include "service.fullname" . }}-data
    {{- else }}
    emptyDir:
      sizeLimit: {{ .Values.storage.size }}
    {{- end }}
  - name: configuration
    configMap:
      name: {{ include "service.fullname" . }}
  {{- if (.Values.routes | default dict).file }}
  - name: routes
    configMap:
      name: {{ include "service.fullname" . }}-routes
  {{- end }}
{{- end -}}

{{- define "service.container" -}}
name: {{ .Chart.Name }}
image: {{ include "service.image" . | quote }}
imagePullPolicy: {{ .Values.image.pullPolicy }}
securityContext:
  allowPrivilegeEscalation: false
  readOnlyRootFilesystem: true
  capabilities:
    drop: [ALL]
ports:
  {{- range $name, $port := .Values.ports }}
  - name: {{ $name }}
    containerPort: {{ $port }}
    protocol: TCP
  {{- end }}
env:
  {{- include "service.environment" . | nindent 2 }}
{{- range $probe, $path := dict "startup" "started" "liveness" "live" "readiness" "ready" }}
{{ $probe }}Probe:
  httpGet:
    path: /q/health/{{ $path }}
    port: management
  {{- toYaml (get $.Values.probes $probe) | nindent 2 }}
{{- end }}
lifecycle:
  preStop:
    # Endpoints forget the pod first, then it drains.
    sleep:
      seconds: {{ .Values.shutdown.delaySeconds }}
resources:
  {{- toYaml .Values.resources | nindent 2 }}
volumeMounts:
  - name: tmp
    mountPath: /tmp
  - name: data
    mountPath: /var/lib/catchwater
  - name: configuration
    mountPath: /deployments/config
    readOnly: true
  {{- if (.Values.routes | default dict).file }}
  # The folder and not the file alone: Kubernetes swaps it where the ConfigMap changes.
  - name: routes
    mountPath: /deployments/routes
    readOnly: true
  {{- end }}
{{- end -}}
